"""What any page costs here: a bare Flask application that reads one row of SQLite."""

import os
import sqlite3

from flask import Flask

app = Flask(__name__)


@app.get("/")
def floor() -> str:
    """One row, 400 bytes."""
    connection = sqlite3.connect(os.environ["BENCH_FLOOR"])
    (word,) = connection.execute("SELECT word FROM floor").fetchone()
    connection.close()
    return f"<!DOCTYPE html><title>floor</title><p>{word}</p>" + "<p>floor</p>" * 32
