"""What was handed in becomes files that nbgrader may open."""
