//! `appoint`: the first system administrator.

use std::sync::Arc;

use access::{Actor, Assignment, Request, Role};
use councils::{RoleAssignments, assignment::AssignRole};

use super::ConfigArgs;
use crate::wiring::{self, Ambient, told};

/// Appoint a system administrator, who then assigns all other roles through the API.
///
/// For whoever holds the service's configuration, when there is no administrator yet or none is left. The appointment
/// stands in the audit trail as made by `local|operator`.
#[derive(Debug, clap::Args)]
pub struct Appoint {
    #[command(flatten)]
    config: ConfigArgs,
    /// The token issuer (`iss`), exactly as its tokens say.
    issuer: String,
    /// The subject (`sub`) at that issuer.
    subject: String,
}

impl Appoint {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.config.read()?;
        let db = wiring::connect(&config, &Ambient::default()).await?;
        wiring::require_migrated(&db).await?;
        let held = vec![Assignment::bare(Role::SystemAdmin)];
        let operator = Actor::signed_in("local".to_owned(), "operator".to_owned(), held);
        let request = Arc::new(Request::new(operator, "appoint"));
        let command = AssignRole {
            issuer: self.issuer,
            subject: self.subject,
            role: Role::SystemAdmin,
            organisation: None,
            council: None,
            hub: None,
            project: None,
            participant: None,
            valid_from: None,
            valid_to: None,
        };
        let made = RoleAssignments::new(&db).assign(&request, command).await.map_err(told)?;
        super::print(&format!("{}\n", made.id.public()))
    }
}
