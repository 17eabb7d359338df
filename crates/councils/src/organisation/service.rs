//! What can be done with organisations.

use std::sync::Arc;

use access::{Action, Request};
use chrono::NaiveDate;
use kernel::{Error, Id, Result, id::OrganisationId};
use store::{Compare, Db, Filter, RecordReader, Tx};

use super::{
    entity::{ChangeOrganisation, Organisation, RegisterOrganisation, rules},
    name::OrganisationName,
    name_repo::Column as NameColumn,
};
use crate::meeting::presence;

/// Organisationerna.
#[derive(Clone)]
pub struct Organisations {
    db: Db,
}

impl Organisations {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Organisation> {
        RecordReader::new(&self.db)
    }

    /// Reading the names they have borne.
    pub fn names(&self) -> RecordReader<OrganisationName> {
        RecordReader::new(&self.db)
    }

    /// Registrera organisation.
    ///
    /// # Errors
    /// `Denied`; `Invalid` naming the field; `Conflict` for a number that is registered already.
    pub async fn register(&self, request: &Arc<Request>, command: RegisterOrganisation) -> Result<Organisation> {
        self.db
            .write(request, Action::RegisterOrganisation, async |tx| {
                let organisation = self.register_in(tx, command).await?;
                Ok(organisation)
            })
            .await
    }

    /// As [`Organisations::register`], as one of several changes in a transaction begun for that act.
    ///
    /// # Errors
    /// As [`Organisations::register`].
    pub async fn register_in(&self, tx: &mut Tx, command: RegisterOrganisation) -> Result<Organisation> {
        let ids = self.db.ids();
        let (organisation, name, event) =
            Organisation::register(Id::new(ids), Id::new(ids), command, self.db.clock().now())?;
        tx.insert_at(&organisation, "number", organisation.alike(), |known| {
            format!("{}, {}", known.name, known.id.public()).into()
        })
        .await?;
        tx.insert(&name).await?;
        tx.emit(event);
        Ok(organisation)
    }

    /// Byt namn från och med en dag. The old name stays in the history, and for the days of meetings whose approved minutes name it.
    /// Minutes that name it and are not approved yet are approved anew.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version, or where somebody approves meanwhile; `Invalid` naming the field.
    pub async fn rename(
        &self,
        request: &Arc<Request>,
        id: OrganisationId,
        expected: i32,
        name: &str,
        from: Option<NaiveDate>,
    ) -> Result<Organisation> {
        self.db
            .write(request, Action::ManageOrganisation, async |tx| {
                let mut organisation: Organisation = tx.load_at(id, expected).await?;
                let present = Filter::Is(NameColumn::OrganisationId, Compare::Eq(id.as_str().into()))
                    .and(Filter::Is(NameColumn::ValidTo, Compare::Absent(true)));
                let Some(mut present) = tx.matching::<OrganisationName>(present).await?.pop() else {
                    return Err(Error::broken("an organisation without a present name"));
                };
                let today = self.db.clock().today();
                let from = from.unwrap_or(today);
                let (new, event) = organisation.rename(&mut present, Id::new(self.db.ids()), name, from, today)?;
                let told = presence::named_in_minutes(tx, id, from).await?;
                if let Some(possible) = told.and_then(|met_on| met_on.succ_opt()) {
                    return Err(Error::invalid_with("from", rules::MINUTES_TELL_THE_NAME, possible.to_string()));
                }
                tx.update(&mut present).await?;
                tx.insert(&new).await?;
                tx.update(&mut organisation).await?;
                tx.emit(event);
                Ok(organisation)
            })
            .await
    }

    /// Ändra organisationens uppgifter.
    ///
    /// # Errors
    /// As [`Organisations::rename`].
    pub async fn change(&self, request: &Arc<Request>, command: ChangeOrganisation) -> Result<Organisation> {
        self.db
            .write(request, Action::ManageOrganisation, async |tx| {
                let mut organisation: Organisation = tx.load_at(command.id, command.expected_version).await?;
                let event = organisation.change(command)?;
                tx.update(&mut organisation).await?;
                tx.emit(event);
                Ok(organisation)
            })
            .await
    }
}
