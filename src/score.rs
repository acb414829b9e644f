//! Gold beads and test beads -> strict and lax precision, recall, F1.
