"""LoRA supervised fine-tuning: own loop, loss on the answer only, resumable to the bit."""
