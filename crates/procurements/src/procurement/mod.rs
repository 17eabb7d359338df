//! Upphandling: what is bought of others, from plan to delivery.

mod commands;
mod course;
mod entity;
mod repo;
mod service;

pub use commands::{
    AcknowledgeDelivery, AppealOutcome, AwardNotice, AwardProcurement, BeginEvaluation, BeginStandstill,
    CancelProcurement, ChangeProcurement, CloseProcurement, NoteAppeal, PlanProcurement, ProcureEffort,
    PublishProcurement, SettleAppeal,
};
pub use course::{
    ProcurementMethod, ProcurementRegime, ProcurementStatus, ProcurementVerb, ServiceCategory, TRANSITIONS,
};
pub(crate) use entity::is_an_amount;
pub use entity::{Procurement, rules};
pub use repo::{Column as ProcurementColumn, EFFORT_TO_PROCUREMENT, PROCUREMENT_TO_EFFORT};
pub(crate) use repo::{announced, disclosed};
pub use service::Procurements;
pub(crate) use service::held;
