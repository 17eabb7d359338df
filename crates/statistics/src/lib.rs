//! The picture across organisations, and the control that nothing in it points at a person.

pub mod disclosure;
pub mod figures;
pub mod lead_time;
mod people;
pub mod rollup;
