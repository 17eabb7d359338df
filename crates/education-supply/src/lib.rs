//! Utbildningsutbud: what education others give, as they tell of it, and when they were last asked.

mod again;
pub mod emil;
pub mod event;
pub mod matching;
pub mod offering;
pub mod run;
mod supply;
pub mod table;

pub use emil::{Kind, SourceRecord};
pub use event::EducationEvent;
pub use offering::EducationOffering;
pub use run::EducationImport;
pub use supply::{BATCH, EducationSupply, Remark, Taken};
