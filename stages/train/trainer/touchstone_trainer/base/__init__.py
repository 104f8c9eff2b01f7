"""Making a base model ready: from a package, a GGUF file, a directory or the Hub to one canonical
directory."""
