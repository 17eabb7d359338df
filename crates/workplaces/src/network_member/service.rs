//! What can be done with network members.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{
    Id, Result,
    error::{Detail, holds, rules as common},
    id::NetworkMemberId,
};
use store::{Compare, Db, Filter, RecordReader, Tx};

use super::{
    entity::{JoinNetwork, NetworkMember},
    repo::Column,
};
use crate::{
    network::ProfessionalNetwork,
    port::{PeopleDirectory, ProjectDirectory, rules::ORGANISATION_HAS_NO_PART},
};

/// Medlemmarna.
#[derive(Clone)]
pub struct NetworkMembers {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
    people: Arc<dyn PeopleDirectory>,
}

impl NetworkMembers {
    /// Over `db`, asking `projects` and `people` who belongs to a project.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>, people: Arc<dyn PeopleDirectory>) -> Self {
        Self { db: db.clone(), projects, people }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<NetworkMember> {
        RecordReader::new(&self.db)
    }

    /// Gå med i yrkesnätverk: the employer for itself and its own, a person for herself, the project for all of its own. Networks
    /// are public, so the network is read as everyone reads it; who becomes a member is within the caller's reach. The network is held
    /// meanwhile, and follows the number of its organisations.
    ///
    /// # Errors
    /// `Denied` for another's organisation or person; `Invalid` naming the field; `Refused` for a closed network.
    pub async fn join(&self, request: &Arc<Request>, command: JoinNetwork) -> Result<NetworkMember> {
        self.db
            .write(request, Action::JoinNetwork, async |tx| {
                let network: ProfessionalNetwork = tx.look_up(command.network).await.map_err(|e| e.at("networkId"))?;
                let anchors = Anchors {
                    organisation: Some(command.organisation),
                    project: Some(network.project),
                    person: command.participant,
                    ..Anchors::default()
                };
                tx.grant().require(&anchors)?;
                self.must_belong(request, &network, &command).await?;
                let begins_on = self.projects.begins_on(network.project).await?;
                let taken = if command.participant.is_some() { "participantId" } else { "organisationId" };
                let id = Id::new(self.db.ids());
                let network: ProfessionalNetwork = tx.look_up_held(network.id).await?;
                let (member, event) = NetworkMember::join(id, (&network, begins_on), command, self.db.clock().today())?;
                tx.insert_at(&member, taken, member.alike(), |known| {
                    let (since, id) = (known.joined_on, known.id.public());
                    Detail { sv: format!("sedan {since}, {id}"), en: format!("since {since}, {id}") }
                })
                .await?;
                tx.emit(event);
                count(tx, network).await?;
                Ok(member)
            })
            .await
    }

    /// A person through her participation at the employer, an organisation through its part in the project.
    async fn must_belong(
        &self,
        request: &Arc<Request>,
        network: &ProfessionalNetwork,
        command: &JoinNetwork,
    ) -> Result<()> {
        let (project, organisation) = (network.project, command.organisation);
        let (belongs, fault) = match command.participant {
            Some(person) => {
                let belongs = self.people.takes_part(request, person, organisation, Some(project)).await?;
                (belongs, ("participantId", common::REFERENCE_IS_UNKNOWN))
            }
            None => {
                let belongs = self.projects.has_part(project, organisation).await?;
                (belongs, ("organisationId", ORGANISATION_HAS_NO_PART))
            }
        };
        holds(belongs, fault.0, fault.1)
    }

    /// Lämna yrkesnätverk, on `left_on` or today. The network is held meanwhile; an active one in which members of one organisation are
    /// left becomes dormant.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn leave(
        &self,
        request: &Arc<Request>,
        id: NetworkMemberId,
        expected: i32,
        left_on: Option<NaiveDate>,
    ) -> Result<NetworkMember> {
        self.db
            .write(request, Action::JoinNetwork, async |tx| {
                let mut member: NetworkMember = tx.load_at(id, expected).await?;
                let network: ProfessionalNetwork = tx.look_up_held(member.network).await?;
                let event = member.leave(left_on, self.db.clock().today())?;
                tx.update(&mut member).await?;
                tx.emit(event);
                count(tx, network).await?;
                Ok(member)
            })
            .await
    }
}

/// Counts the organisations of `network`, which is held, of all who are in it, whoever reads them. Where they are as many as before
/// nothing is written: from a network's version nobody reads that one more person came.
async fn count(tx: &mut Tx, mut network: ProfessionalNetwork) -> Result<()> {
    let before = network.organisations;
    let own = Filter::Is(Column::NetworkId, Compare::Eq(network.id.as_str().into()));
    let staying = Filter::Is(Column::LeftOn, Compare::Absent(true));
    let members = tx.look_through_beyond_held::<NetworkMember>(&own.and(staying)).await?;
    let rested = network.count(&members)?;
    if network.organisations != before || rested.is_some() {
        tx.update(&mut network).await?;
    }
    if let Some(event) = rested {
        tx.emit(event);
    }
    Ok(())
}
