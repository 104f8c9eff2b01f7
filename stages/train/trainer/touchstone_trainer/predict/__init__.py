"""Predictions: the likelihood of every label, or generated text, for a base and its adapters."""
