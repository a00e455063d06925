"""The course's second language: what is said to people, found and put into other words."""
