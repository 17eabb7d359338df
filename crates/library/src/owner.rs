//! Whose a thing in the library is.

use access::Anchors;
use kernel::{
    Error, Result,
    id::{CouncilId, HubId, OrganisationId, ProjectId},
};
use store::Cells;

/// Rules of owners.
pub mod rules {
    kernel::rules! {
        /// A thing in the library is one organisation's, council's, hub's or project's.
        OWNER_IS_ONE:
            "Ange vems det är: en organisation, ett råd, ett kompetensnav eller ett projekt.",
            "Say whose it is: one organisation, council, hub or project.";
    }
}

/// Ägare: whose a saved question or an access token is. Always one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// An organisation.
    Organisation(OrganisationId),
    /// A council.
    Council(CouncilId),
    /// A hub.
    Hub(HubId),
    /// A project.
    Project(ProjectId),
}

impl Owner {
    /// The one that `anchors` name.
    ///
    /// # Errors
    /// `Invalid` when they name none or several.
    pub fn of(anchors: &Anchors) -> Result<Self> {
        let named = [
            anchors.organisation.map(Self::Organisation),
            anchors.council.map(Self::Council),
            anchors.hub.map(Self::Hub),
            anchors.project.map(Self::Project),
        ];
        let mut named = named.into_iter().flatten();
        match (named.next(), named.next()) {
            (Some(owner), None) => Ok(owner),
            _ => Err(Error::invalid("input", rules::OWNER_IS_ONE)),
        }
    }

    /// As anchors, to be compared with a scope.
    pub fn anchors(self) -> Anchors {
        Anchors {
            organisation: self.organisation(),
            council: self.council(),
            hub: self.hub(),
            project: self.project(),
            ..Anchors::default()
        }
    }

    /// The organisation, if it is one.
    pub fn organisation(self) -> Option<OrganisationId> {
        if let Self::Organisation(id) = self { Some(id) } else { None }
    }

    /// The council, if it is one.
    pub fn council(self) -> Option<CouncilId> {
        if let Self::Council(id) = self { Some(id) } else { None }
    }

    /// The hub, if it is one.
    pub fn hub(self) -> Option<HubId> {
        if let Self::Hub(id) = self { Some(id) } else { None }
    }

    /// The project, if it is one.
    pub fn project(self) -> Option<ProjectId> {
        if let Self::Project(id) = self { Some(id) } else { None }
    }

    /// From the four columns that a row has for it.
    pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let anchors = Anchors {
            organisation: cells.stored()?,
            council: cells.stored()?,
            hub: cells.stored()?,
            project: cells.stored()?,
            ..Anchors::default()
        };
        Self::of(&anchors).map_err(|_| Error::broken("a stored thing of the library has not one owner"))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    #[test]
    fn an_owner_is_one() {
        let ids = SequentialIds::starting_at(0);
        let (organisation, hub) = (Id::new(&ids), Id::new(&ids));
        let one = Anchors { hub: Some(hub), ..Anchors::default() };
        assert_eq!(Owner::of(&one).expect("one"), Owner::Hub(hub));
        assert_eq!(Owner::of(&Owner::Hub(hub).anchors()).expect("one"), Owner::Hub(hub));
        for wrong in [Anchors::default(), Anchors { organisation: Some(organisation), ..one }] {
            assert!(matches!(Owner::of(&wrong), Err(Error::Invalid { rule: rules::OWNER_IS_ONE, .. })));
        }
    }
}
