"""What a learning management system hands out and takes back: submissions, names, grades."""
