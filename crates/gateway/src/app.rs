//! The rooms behind the gateway, handed to every resolver.

use std::sync::Arc;

use async_graphql::Context;
use kernel::Lang;
use parking_lot::Mutex;
use store::Db;

use crate::{door::Roles, noun::event::Relay};
use edge::Identity;

/// The services a resolver may call, one a room.
#[derive(Clone)]
pub struct App {
    /// The database, for the generic reading half of every noun.
    pub db: Db,
    /// Who holds which role.
    pub roles: Arc<Roles>,
    /// What became true.
    pub relay: Arc<Relay>,
    /// Organisationer.
    pub organisations: councils::Organisations,
    /// Arbetsstyrka.
    pub workforce: councils::WorkforceSnapshots,
    /// Råd.
    pub councils: councils::Councils,
    /// Platser i råd.
    pub memberships: councils::Memberships,
    /// Rolltilldelningar.
    pub role_assignments: councils::RoleAssignments,
    /// Behov.
    pub needs: industry_councils::Needs,
    /// Förankringar.
    pub endorsements: industry_councils::Endorsements,
    /// Branschråd.
    pub industry_councils: industry_councils::IndustryCouncils,
    /// Projekt.
    pub projects: projects::Projects,
    /// Projektparter.
    pub project_partners: projects::ProjectPartners,
    /// Projektmål.
    pub project_targets: projects::ProjectTargets,
    /// Åtgärder för de horisontella principerna.
    pub principle_measures: projects::PrincipleMeasures,
    /// Kompetensnav.
    pub hubs: competence_hub::Hubs,
    /// Kompetensnavens finansiering.
    pub hub_fundings: competence_hub::HubFundings,
    /// Sortering och prioritering.
    pub triages: competence_hub::Triages,
    /// Kopplingar mellan behov och insatser.
    pub need_efforts: competence_hub::NeedEfforts,
    /// Insatser.
    pub efforts: efforts::Efforts,
    /// Utbildningstillfällen.
    pub occasions: efforts::Occasions,
    /// Kurstillfällen.
    pub sessions: efforts::Sessions,
    /// Anmälningar.
    pub enrolments: efforts::Enrolments,
    /// Resultat.
    pub outcomes: efforts::Outcomes,
    /// Personer.
    pub participants: participants::Participants,
    /// Deltaganden.
    pub participations: participants::Participations,
    /// Sparade frågor.
    pub saved_questions: library::SavedQuestions,
    /// Åtkomstnycklar.
    pub access_tokens: library::AccessTokens,
    /// Statistik.
    pub statistics: statistics::figures::Statistics,
}

/// What the door puts in a request besides the app: who asks, in which language.
#[derive(Clone)]
pub struct Caller {
    /// The call, with the actor.
    pub request: Arc<access::Request>,
    /// Who calls, if signed in.
    pub identity: Option<Identity>,
    /// Language of labels and messages.
    pub lang: Lang,
    /// Idempotency key and body hash of the whole request, if a key was sent.
    pub idempotency: Option<(String, String)>,
    /// Causes that stand in the log already: what one loads for many fails once, however many are told.
    pub logged: Arc<Mutex<Vec<String>>>,
}

/// The rooms.
pub fn app<'a>(ctx: &Context<'a>) -> &'a App {
    ctx.data_unchecked::<App>()
}

/// The caller.
pub fn caller<'a>(ctx: &Context<'a>) -> &'a Caller {
    ctx.data_unchecked::<Caller>()
}
