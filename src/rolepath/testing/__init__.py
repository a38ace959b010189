"""For tests of those who build on rolepath: strategies for Hypothesis, and checks of a framework of one's own.

Nothing is imported here, so that the hook for Hypothesis costs nothing where it is not used.
"""
