"""python -m autograder.server: enable the pages in this environment, once after installing."""

from jupyter_server.extension.serverextension import toggle_server_extension_python

if __name__ == "__main__":
    # An editable install cannot bring a file of settings, which `jupyter server extension` needs.
    toggle_server_extension_python("autograder.server", enabled=True, sys_prefix=True)
