//! The picture across organisations, and the control that nothing in it points at a person.

pub mod common_gaps;
pub mod disclosure;
pub mod equality;
pub mod figures;
pub mod lead_time;
mod people;
pub mod rollup;
