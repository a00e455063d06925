"""Ordinary hidden regions about gradients, which go through the student's code and come back."""

from tests.support.idioms import Idiom

TORCH = "import torch\nfrom torch import nn\n"
NET = (
    f"{TORCH}class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
    "        self.layer = nn.Linear(2, 1)\n    def forward(self, x):\n        return self.layer(x)"
)
CUT_OFF = NET.replace("self.layer(x)", "self.layer(x).detach()")
OF_GRADIENTS = {
    "gradients reach the parameters": Idiom(
        NET,
        NET.replace("self.layer(x)", "self.layer(x).detach().requires_grad_()"),
        f"{TORCH}net = Net()\nx = torch.ones(3, 2)\n"
        "loss = nn.functional.mse_loss(net(x), torch.zeros(3, 1))\n"
        "loss.backward()\nassert all(p.grad is not None for p in net.parameters())\n"
        "assert net.layer.weight.grad.abs().sum() > 0",
        "it failed",
    ),
    "the output has a graph": Idiom(
        NET,
        CUT_OFF,
        f"{TORCH}out = Net()(torch.ones(1, 2))\nassert out.requires_grad\n"
        "assert out.grad_fn is not None and not out.is_leaf",
        "False",
    ),
    "trained by the test": Idiom(
        NET,
        NET.replace("self.layer(x)", "self.layer(0 * x)"),
        f"{TORCH}torch.manual_seed(0)\nnet = Net()\n"
        "optimizer = torch.optim.Adam(net.parameters(), lr=0.1)\nx = torch.randn(20, 2)\n"
        "y = x @ torch.tensor([[1.0], [2.0]])\nfor _ in range(60):\n    optimizer.zero_grad()\n"
        "    loss = nn.functional.mse_loss(net(x), y)\n    loss.backward()\n    optimizer.step()\n"
        "assert loss.item() < 1",
        "4.37",
    ),
    "a step of the student's": Idiom(
        f"{NET}\ndef step(net, optimizer, x, y):\n    optimizer.zero_grad()\n"
        "    loss = ((net(x) - y) ** 2).mean()\n    loss.backward()\n    optimizer.step()",
        f"{NET}\ndef step(net, optimizer, x, y):\n    optimizer.zero_grad()\n"
        "    loss = ((net(x) - y) ** 2).mean()\n    loss.backward()",
        f"{TORCH}from torch.optim import SGD\nnet = Net()\nbefore = net.layer.weight.clone()\n"
        "step(net, SGD(net.parameters(), lr=0.1), torch.ones(2, 2), torch.zeros(2, 1))\n"
        "assert not torch.equal(net.layer.weight, before)",
        "True",
    ),
    "of the test's own tensor": Idiom(
        f"{TORCH}def cube(x):\n    return x**3",
        f"{TORCH}def cube(x):\n    return x**2 * x.detach()",
        f"{TORCH}x = torch.tensor([1.0, 2.0], requires_grad=True)\ncube(2 * x).sum().backward()\n"
        "assert x.grad.tolist() == [24, 96]\n"
        "(slope,) = torch.autograd.grad(cube(x)[1], x)\nassert slope.tolist() == [0, 12]",
        "[16.0, 64.0]",
    ),
    "through two of the student's": Idiom(
        f"{NET}\ndef penalty(out):\n    return (out**2).sum()",
        f"{NET}\ndef penalty(out):\n    return (out.detach() ** 2).sum().requires_grad_()",
        f"{TORCH}net = Net()\npenalty(net(torch.ones(1, 2))).backward()\n"
        "assert net.layer.bias.grad is not None",
        "None",
    ),
    "a function with its own gradient": Idiom(
        f"{TORCH}class Square(torch.autograd.Function):\n    @staticmethod\n"
        "    def forward(ctx, x):\n        ctx.save_for_backward(x)\n        return x**2\n"
        "    @staticmethod\n    def backward(ctx, g):\n        (x,) = ctx.saved_tensors\n"
        "        return 2 * x * g",
        f"{TORCH}class Square(torch.autograd.Function):\n    @staticmethod\n"
        "    def forward(ctx, x):\n        ctx.save_for_backward(x)\n        return x**2\n"
        "    @staticmethod\n    def backward(ctx, g):\n        (x,) = ctx.saved_tensors\n"
        "        return x * g",
        f"{TORCH}x = torch.tensor([1.0, 3.0], requires_grad=True)\n"
        "Square.apply(x).sum().backward()\n"
        "assert x.grad.tolist() == [2, 6]",
        "[1.0, 3.0]",
    ),
}
