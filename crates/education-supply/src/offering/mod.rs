//! Utbildning i utbudet.

mod entity;
mod repo;

pub use entity::{Configuration, CreditSystem, EducationOffering, OfferingContent, SchoolType};
pub use repo::Column as EducationOfferingColumn;
