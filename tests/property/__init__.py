"""The laws of the measures, as property tests."""
