//! One integration binary; the modules below.

mod layers;
