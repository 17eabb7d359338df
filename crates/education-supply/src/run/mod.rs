//! Inläsning av utbud.

mod entity;
mod repo;

pub use entity::{BeginImport, EducationImport};
pub use repo::Column as EducationImportColumn;
