"""Verb `export`: an adapter in the forms that serving systems take."""
