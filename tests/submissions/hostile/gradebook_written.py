"""Change a line of the gradebook.

control: tamper
"""
# %% double
import sqlite3

with sqlite3.connect("{{COURSE}}/gradebook.db") as database:
    database.execute("update student set last_name = 'gone' where id = 'canary'")
