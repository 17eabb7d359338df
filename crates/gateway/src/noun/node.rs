//! Any thing by its id.

use std::collections::HashMap;

use async_graphql::{Context, ID, Interface, Object, Result};
use kernel::{Error, Id, error::rules};
use store::{Record, Shelf};

use super::{
    council::CouncilObject, effort::EffortObject, endorsement::EndorsementObject, enrolment::EnrolmentObject,
    hub::HubObject, hub_funding::HubFundingObject, industry_council::IndustryCouncilObject,
    membership::MembershipObject, need::NeedObject, need_effort::NeedEffortObject, occasion::OccasionObject,
    organisation::OrganisationObject, outcome::OutcomeObject, participation::ParticipationObject,
    participation_spell::ParticipationSpellObject, principle_measure::PrincipleMeasureObject, project::ProjectObject,
    project_partner::ProjectPartnerObject, project_target::ProjectTargetObject, role_assignment::RoleAssignmentObject,
    session::SessionObject, triage::TriageObject, workforce::WorkforceSnapshotObject,
};
use crate::{
    app::{App, app, caller},
    graph::{Batch, Node, Noun, refuse},
};

/// Declares the `Node` interface and how each kind is loaded: one line a noun.
macro_rules! nodes {
    ($($(#[$doc:meta])* $variant:ident($object:ident);)*) => {
        /// Något med ett id.
        #[derive(Interface)]
        #[graphql(name = "Node", field(name = "id", ty = "ID", desc = "Id: opaque, the same for ever."))]
        pub enum NodeObject { $($(#[$doc])* $variant($object)),* }

        /// Loads what the caller reaches of `ids`: one statement a kind.
        pub async fn load(
            app: &App,
            request: &std::sync::Arc<access::Request>,
            ids: &[String],
        ) -> kernel::Result<HashMap<String, NodeObject>> {
            let mut found = HashMap::new();
            $(for (id, object) in of_kind::<$object>(app, request, ids).await? {
                found.insert(id, NodeObject::$variant(object));
            })*
            Ok(found)
        }
    };
}

nodes! {
    Council(CouncilObject);
    Membership(MembershipObject);
    Occasion(OccasionObject);
    Organisation(OrganisationObject);
    Outcome(OutcomeObject);
    Participation(ParticipationObject);
    ParticipationSpell(ParticipationSpellObject);
    RoleAssignment(RoleAssignmentObject);
    Session(SessionObject);
    WorkforceSnapshot(WorkforceSnapshotObject);
    Effort(EffortObject);
    Endorsement(EndorsementObject);
    Enrolment(EnrolmentObject);
    Hub(HubObject);
    HubFunding(HubFundingObject);
    IndustryCouncil(IndustryCouncilObject);
    Need(NeedObject);
    NeedEffort(NeedEffortObject);
    PrincipleMeasure(PrincipleMeasureObject);
    Project(ProjectObject);
    ProjectPartner(ProjectPartnerObject);
    ProjectTarget(ProjectTargetObject);
    Triage(TriageObject);
}

async fn of_kind<O: Noun>(
    app: &App,
    request: &std::sync::Arc<access::Request>,
    ids: &[String],
) -> kernel::Result<Vec<(String, O)>> {
    let ids: Vec<Id<<O::Record as Record>::Kind>> = ids.iter().filter_map(|id| Id::parse(id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let batch = Batch::of(Shelf::<O::Record>::new(&app.db).by_ids(request, &ids).await?);
    let named = |at: usize| batch.rows()[at].id().public();
    Ok((0..batch.len()).map(|at| (named(at), Node::new(&batch, at).into())).collect())
}

/// Most ids in one `nodes`.
const MAX_NODES: usize = 100;

/// Frågor om vad som helst.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Det med detta id; nothing when it does not exist or lies outside your reach.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "Id.")] id: ID) -> Result<Option<NodeObject>> {
        let found = load(app(ctx), &caller(ctx).request, std::slice::from_ref(&id.0)).await;
        Ok(found.map_err(|error| refuse(ctx, error))?.remove(&id.0))
    }

    /// De med dessa id, in the order asked for; nothing in the place of those outside your reach. At most 100.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id, at most 100, each once.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<NodeObject>>> {
        let ids: Vec<String> = ids.into_iter().map(|id| id.0).collect();
        if ids.len() > MAX_NODES {
            return Err(refuse(ctx, Error::invalid("ids", rules::NUMBER_IS_OUT_OF_RANGE)));
        }
        let mut found = load(app(ctx), &caller(ctx).request, &ids).await.map_err(|error| refuse(ctx, error))?;
        Ok(ids.iter().map(|id| found.remove(id)).collect())
    }
}
