//! One integration binary; the modules below.

mod corpus;
mod layers;
mod rules;
