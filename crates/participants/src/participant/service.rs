//! Who may be told who someone is.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::Arc,
};

use access::{Action, Request, permit, view};
use kernel::{
    Error, PersonalIdentity, Result,
    error::optional_line,
    id::{ParticipantId, ParticipationId},
    text::sort_key,
};
use store::{Compare, Db, Filter};

use super::{
    entity::rules,
    repo::{all_named, named},
};
use crate::participation::{Participation, ParticipationColumn};

/// Readings noted in one statement: below both databases' limits on bound values.
const READINGS_PER_INSERT: usize = 1000;

/// Personerna.
#[derive(Clone)]
pub struct Participants {
    db: Db,
}

/// A name. `Debug` does not tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(pub String);

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

/// What a person is called by the projects within a caller's reach.
#[derive(Clone, Debug, Default)]
pub struct PersonNames(Vec<(Option<ParticipationId>, PersonName)>);

impl PersonNames {
    /// The name in this participation. Without one, or with one that the reader may not name her in, the name of the
    /// earliest within the reach.
    pub fn of(&self, participation: Option<ParticipationId>) -> Option<&PersonName> {
        let own = self.0.iter().find(|(of, _)| of.is_some() && *of == participation);
        own.or(self.0.first()).map(|(_, name)| name)
    }
}

impl Participants {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// The names of those of `ids` whom the caller may name; the others are absent. Each project has its own name for a
    /// person, as it registered or renamed her: nobody is told another's. One statement; the reading is noted before
    /// anything is shown.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`: then nothing is shown.
    pub async fn names(
        &self,
        request: &Arc<Request>,
        ids: &[ParticipantId],
    ) -> Result<HashMap<ParticipantId, PersonNames>> {
        let grant = view(request, Action::ReadNames);
        let people = named(&self.db, &grant, ids).await?;
        let mut found: Vec<ParticipantId> = people.iter().map(|named| named.person.id).collect();
        found.sort_unstable();
        found.dedup();
        for people in found.chunks(READINGS_PER_INSERT) {
            self.db.note_reading(&grant, "name", people).await?;
        }
        let mut names: HashMap<ParticipantId, PersonNames> = HashMap::with_capacity(found.len());
        for named in &people {
            let name = PersonName(named.name(self.db.sealer())?);
            names.entry(named.person.id).or_default().0.push((named.participation, name));
        }
        Ok(names)
    }

    /// Those whom the caller may name and whose name holds `word`, whatever its case and accents; `most` of them. No name is shown
    /// and no reading noted: whoever is then told a name by [`Participants::names`] is noted there.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn called(&self, request: &Arc<Request>, word: &str, most: usize) -> Result<Vec<ParticipantId>> {
        let grant = view(request, Action::ReadNames);
        let word = sort_key(word);
        let mut found = HashSet::new();
        for named in all_named(&self.db, &grant).await? {
            if found.len() == most {
                break;
            }
            if sort_key(&named.name(self.db.sealer())?).contains(&word) {
                found.insert(named.person.id);
            }
        }
        Ok(found.into_iter().collect())
    }

    /// The identifier of one person, for a stated purpose, noted before it is shown. A protected person's is shown
    /// to a manager of her project only.
    ///
    /// # Errors
    /// `Denied` for who may read none; `Invalid` without a purpose; `NotFound` outside the reach.
    pub async fn identity(&self, request: &Arc<Request>, id: ParticipantId, purpose: &str) -> Result<PersonalIdentity> {
        let Some(purpose) = optional_line("purpose", Some(purpose), 200)? else {
            return Err(Error::invalid("purpose", rules::PURPOSE_IS_REQUIRED));
        };
        let stated = Arc::new(Request { purpose: Some(purpose), ..Request::clone(request) });
        let grant = permit(&stated, Action::ReadIdentity)?;
        let named = named(&self.db, &grant, &[id]).await?.pop().ok_or(Error::NotFound)?;
        self.db.note_reading(&grant, "identity", &[id]).await?;
        named.person.identity(self.db.sealer(), self.db.clock().today())
    }

    /// Whether the caller reaches the person: herself, or through a participation. Shows nothing, notes nothing.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn reaches(&self, request: &Arc<Request>, id: ParticipantId) -> Result<bool> {
        let grant = view(request, Action::ReadParticipations);
        if grant.scope().persons.contains(&id) {
            return Ok(true);
        }
        let own = Filter::Is(ParticipationColumn::ParticipantId, Compare::Eq(id.as_str().into()));
        Ok(self.db.count::<Participation>(&grant, &own).await? > 0)
    }
}
