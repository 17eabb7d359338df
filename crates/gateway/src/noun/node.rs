//! Any thing by its id.

use std::collections::HashMap;

use async_graphql::{Context, ID, Interface, Object, Result};
use kernel::{Error, Id, error::rules};
use store::{Mapped, RecordReader};

use super::{
    access_token::AccessTokenObject, council::CouncilObject, effort::EffortObject, endorsement::EndorsementObject,
    enrolment::EnrolmentObject, entity::entity, hub::HubObject, hub_funding::HubFundingObject,
    industry_council::IndustryCouncilObject, membership::MembershipObject, need::NeedObject,
    need_effort::NeedEffortObject, occasion::OccasionObject, organisation::OrganisationObject, outcome::OutcomeObject,
    participation::ParticipationObject, participation_spell::ParticipationSpellObject,
    principle_measure::PrincipleMeasureObject, project::ProjectObject, project_partner::ProjectPartnerObject,
    project_target::ProjectTargetObject, role_assignment::RoleAssignmentObject, saved_question::SavedQuestionObject,
    session::SessionObject, triage::TriageObject, workforce::WorkforceSnapshotObject,
};
use crate::{
    app::{App, app},
    graph::{Batch, Node, Noun, ShownObject, context::caller, is_column, refuse},
};

/// Declares the `Node` interface, how each kind is loaded, and its entity in a federated graph: one line a noun.
macro_rules! nodes {
    ($($(#[$doc:meta])* $variant:ident($object:ident) $entity:ident;)*) => {
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

        /// Whether it is written as the id of one of these kinds.
        pub fn is_id(text: &str) -> bool {
            [$(Id::<<<$object as Noun>::Record as Mapped>::Kind>::parse(text).is_some()),*].contains(&true)
        }

        /// Whether whole files read this field of a row of this type as a column, e.g. `effort.title` of an `Enrolment`.
        pub fn is_read_as_column(of: &str, path: &str) -> bool {
            match of {
                $(<$object as Noun>::NAME => is_column::<$object>(path),)*
                _ => false,
            }
        }

        /// Every kind of object with an id.
        pub fn shown_objects() -> &'static [ShownObject] {
            static OBJECTS: std::sync::LazyLock<Vec<ShownObject>> =
                std::sync::LazyLock::new(|| vec![$(ShownObject::of_object(|_: &$object| ())),*]);
            &OBJECTS
        }

        /// Ting som andra tjänster i en federerad graf pekar på: by id, within the caller's reach.
        #[derive(Default)]
        pub struct EntityQuery;

        #[Object]
        impl EntityQuery {
            $(
                #[graphql(entity)]
                async fn $entity(&self, ctx: &Context<'_>, id: ID) -> Result<Option<$object>> {
                    entity::<$object>(ctx, &id).await
                }
            )*
        }

        /// How large the future of one field is, by noun.
        #[cfg(test)]
        fn field_futures() -> Vec<(&'static str, usize)> {
            fn size<A, B, F>(_: impl Fn(A, B) -> F) -> usize {
                size_of::<F>()
            }
            vec![$((
                stringify!($variant),
                size::<&'static $object, &'static Context<'static>, _>(|object, ctx| {
                    <$object as async_graphql::ContainerType>::resolve_field(object, ctx)
                }),
            )),*]
        }
    };
}

nodes! {
    Council(CouncilObject) council;
    Membership(MembershipObject) membership;
    Occasion(OccasionObject) occasion;
    Organisation(OrganisationObject) organisation;
    Outcome(OutcomeObject) outcome;
    Participation(ParticipationObject) participation;
    ParticipationSpell(ParticipationSpellObject) participation_spell;
    RoleAssignment(RoleAssignmentObject) role_assignment;
    Session(SessionObject) session;
    WorkforceSnapshot(WorkforceSnapshotObject) workforce_snapshot;
    Effort(EffortObject) effort;
    Endorsement(EndorsementObject) endorsement;
    Enrolment(EnrolmentObject) enrolment;
    Hub(HubObject) hub;
    HubFunding(HubFundingObject) hub_funding;
    IndustryCouncil(IndustryCouncilObject) industry_council;
    Need(NeedObject) need;
    NeedEffort(NeedEffortObject) need_effort;
    PrincipleMeasure(PrincipleMeasureObject) principle_measure;
    Project(ProjectObject) project;
    ProjectPartner(ProjectPartnerObject) project_partner;
    ProjectTarget(ProjectTargetObject) project_target;
    SavedQuestion(SavedQuestionObject) saved_question;
    AccessToken(AccessTokenObject) access_token;
    Triage(TriageObject) triage;
}

async fn of_kind<O: Noun>(
    app: &App,
    request: &std::sync::Arc<access::Request>,
    ids: &[String],
) -> kernel::Result<Vec<(String, O)>> {
    let ids: Vec<Id<<O::Record as Mapped>::Kind>> = ids.iter().filter_map(|id| Id::parse(id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let batch = Batch::of(RecordReader::<O::Record>::new(&app.db).by_ids(request, &ids).await?);
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
    // Of a federated graph no part knows the others' ids: each has its own, and the whole shows none. Entities are the way there.
    /// Det med detta id; nothing when it does not exist or lies outside your reach.
    #[graphql(shareable, inaccessible)]
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

#[cfg(test)]
mod tests {
    /// Every field of every row has a future of this size: what is larger belongs in a box, as relations are.
    #[test]
    fn no_field_makes_the_others_large() {
        let large: Vec<_> = super::field_futures().into_iter().filter(|(_, size)| *size > 1024).collect();
        assert!(large.is_empty(), "bytes in a field's future: {large:?}");
    }
}
