//! The services behind the gateway, handed to every resolver.

use std::sync::Arc;

use access::{Action, Request};
use async_graphql::Context;
use futures_util::future::BoxFuture;
use graph::{Changed, MutationField, Payload};
use kernel::{Command, Result};
use store::Db;

use crate::{objects::event::Relay, roles::Roles};

/// The services that others than their own mutations call, or that meet other domains; the rest are made where they are used.
#[derive(Clone)]
pub struct App {
    /// The database, for the generic reading half of every object type.
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
    /// Råd och branschråd, för vad som hör till dem.
    pub bodies: councils::Bodies,
    /// Behov.
    pub needs: industry_councils::Needs,
    /// Gemensamma gap som anmäls.
    pub common_gap_reports: industry_councils::CommonGapReports,
    /// Förankringar.
    pub endorsements: industry_councils::Endorsements,
    /// Ärenden på rådsmöten.
    pub agenda_items: councils::meeting::agenda::AgendaItems,
    /// Beslut vid rådsmöten.
    pub council_decisions: councils::meeting::decision::CouncilDecisions,
    /// Beslutsunderlag, med filerna.
    pub meeting_papers: councils::meeting::paper::MeetingPapers,
    /// Branschråd.
    pub industry_councils: industry_councils::IndustryCouncils,
    /// Signaler.
    pub signals: industry_councils::Signals,
    /// Handlingsplaner.
    pub action_plans: industry_councils::ActionPlans,
    /// Projekt.
    pub projects: projects::Projects,
    /// Kompetensnav.
    pub hubs: competence_hub::Hubs,
    /// Sortering och prioritering.
    pub triages: competence_hub::Triages,
    /// Kopplingar mellan behov och insatser.
    pub need_efforts: competence_hub::NeedEfforts,
    /// Insatser.
    pub efforts: efforts::Efforts,
    /// Upphandlingar.
    pub procurements: procurements::Procurements,
    /// Avtalsversioner.
    pub contract_versions: procurements::ContractVersions,
    /// Utbildningstillfällen.
    pub occasions: efforts::Occasions,
    /// Kurstillfällen.
    pub sessions: efforts::Sessions,
    /// Anmälningar.
    pub enrolments: efforts::Enrolments,
    /// Resultat.
    pub outcomes: efforts::Outcomes,
    /// Reflektioner.
    pub reflections: workplaces::Reflections,
    /// Lärmöten.
    pub learning_meetings: workplaces::LearningMeetings,
    /// Spridning av det lärda.
    pub learning_spreads: workplaces::LearningSpreads,
    /// Projektparter.
    pub project_partners: projects::ProjectPartners,
    /// Åtgärder för horisontella principer.
    pub principle_measures: projects::PrincipleMeasures,
    /// Material att lära av.
    pub materials: workplaces::Materials,
    /// Medlemmar i yrkesnätverk.
    pub network_members: workplaces::NetworkMembers,
    /// Bestående resultat.
    pub sustained_results: workplaces::SustainedResults,
    /// Kompetensanalyser.
    pub competence_analyses: workplaces::CompetenceAnalyses,
    /// Anställda.
    pub employees: workplaces::Employees,
    /// Kompetensutvecklingsplaner.
    pub development_plans: workplaces::DevelopmentPlans,
    /// Planrader.
    pub plan_lines: workplaces::PlanLines,
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

/// The services.
pub fn app<'a>(ctx: &Context<'a>) -> &'a App {
    ctx.data_unchecked::<Arc<App>>()
}

/// Mutations that answer with the record that one of the services changed.
pub trait Mutation: Changed {
    /// One of them: its name, whose acts it is, what it does in both languages, and the service's method.
    fn mutation<C: Command + Clone>(
        name: &'static str,
        actions: &'static [Action],
        about: (&'static str, &'static str),
        run: impl for<'a> Fn(&'a App, &'a Arc<Request>, C) -> BoxFuture<'a, Result<Self::Record>> + Send + Sync + 'static,
    ) -> MutationField {
        let run = Arc::new(run);
        MutationField::answering(name, actions, about, (Self::NAME, Self::FIELD), move |ctx, request, command: C| {
            let run = Arc::clone(&run);
            Box::pin(async move {
                let done = run(app(ctx), request, command).await;
                Payload::<Self>::from_result(ctx, done)
            })
        })
    }
}

impl<T: Changed> Mutation for T {}
