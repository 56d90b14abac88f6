"""Where optimizers go on a function: trees compiled to numpy, the update rules of the papers, and what each run reached."""
