//! How a professional network is stored.

use access::Action;
use kernel::{Result, text::sort_key, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::ProfessionalNetwork;

store::stored! {
    /// Rows of `professional_networks`.
    ProfessionalNetwork as kind::ProfessionalNetwork in "professional_networks" {
        id: String => id,
        version: i32 => version,
        project_id: String => project,
        name: String => name,
        name_key: String = |network| sort_key(&network.name),
        role: String => role,
        role_key: String = |network| sort_key(&network.role),
        ssyk_code: Option<String> => ssyk,
        purpose: Option<String> => purpose,
        status: String => status,
        organisations: i32 => organisations,
        status_reason: Option<String> => status_reason,
        words_key: String = |network| kept([
            Some(network.name.as_str()),
            Some(network.role.as_str()),
            network.purpose.as_deref(),
        ]),
    }
}

impl Record for ProfessionalNetwork {
    const READ: Action = Action::ReadNetworks;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }
}
