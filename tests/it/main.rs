//! One integration binary; the modules below.
