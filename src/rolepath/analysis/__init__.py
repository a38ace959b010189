"""The verbs: pure functions from the model to frozen results."""
