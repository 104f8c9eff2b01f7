"""What a command used: time, memory, energy."""
