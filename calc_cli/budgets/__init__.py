"""Budgets that hold: what a killable child may use, and what is known of its analysis when it is ended.

    board.py      memory shared with the parent: the stage, what is proved so far
    limits.py     time, memory and stack of a process that analyzes
    endings.py    how a child ended -> `timeout`, `out_of_memory` or `aborted`, with the stage
    proved.py     values found by an analysis -> their part of a document
"""
