//! Anställd: a reference at the employer, whose levels are assessed; no name and no personal identity number.

mod entity;
mod repo;
mod service;

pub use entity::{Employee, EndEmployment, RegisterEmployee, rules};
pub use repo::Column as EmployeeColumn;
pub use service::Employees;
