"""Mutation testing of the hidden tests: what does a small change to the solution cost?"""
