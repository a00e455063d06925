"""A source notebook becomes what students get, and a proof that no answer is in it."""
