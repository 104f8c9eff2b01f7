"""What tests on both sides of the protocol share."""
