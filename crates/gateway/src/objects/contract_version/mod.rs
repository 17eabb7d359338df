//! En version av ett avtal.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ContractVersionFilter, ContractVersionObject, ContractVersionOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<ContractVersionObject>()],
    rules: &[procurements::contract::rules::ALL],
    events: &[
        ("ContractAmended", "Avtalet ändrades", "The contract was amended"),
        ("ContractSigned", "Avtalet slöts", "The contract was signed"),
    ],
    ..Registration::NONE
};
