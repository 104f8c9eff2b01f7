"""Whether a training fits into the memory of this machine, and how long it will take: before it begins."""
