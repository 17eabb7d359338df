//! A grant's reach as a condition on rows.

use access::Scope;
use kernel::Id;
use sea_orm::{ColumnTrait, Condition, ExprTrait, sea_query::Expr};

/// Which columns of a table carry which anchor. An empty list gives that anchor no rows.
pub struct Reach<C> {
    /// Columns holding the owning organisation.
    pub organisation: Vec<C>,
    /// Columns holding the providing organisation.
    pub provider: Vec<C>,
    /// Which of its rows the providing organisation reaches; all of them where nothing is said.
    pub provided: Option<Condition>,
    /// Columns holding the council.
    pub council: Vec<C>,
    /// Which of its council's rows somebody reaches who is not the council's own; all of them where nothing is said.
    pub shared: Option<Condition>,
    /// Columns holding the hub.
    pub hub: Vec<C>,
    /// Columns holding the project.
    pub project: Vec<C>,
    /// Columns holding the person.
    pub person: Vec<C>,
    /// Which rows are open to everyone whose scope is open.
    pub open: Option<Condition>,
    /// Which rows stand, where some were taken back: who reaches every row reaches these. All of them where nothing is said.
    pub standing: Option<Condition>,
}

impl<C> Default for Reach<C> {
    fn default() -> Self {
        Self {
            organisation: Vec::new(),
            provider: Vec::new(),
            provided: None,
            council: Vec::new(),
            shared: None,
            hub: Vec::new(),
            project: Vec::new(),
            person: Vec::new(),
            open: None,
            standing: None,
        }
    }
}

impl<C: ColumnTrait> Reach<C> {
    /// The rows that `scope` reaches; `None` means every row. What was taken back is within the reach of an anchor only.
    pub fn condition(self, scope: &Scope) -> Option<Condition> {
        if scope.all {
            return self.standing;
        }
        let mut any = Condition::any();
        let mut something = false;
        let mut add = |columns: Vec<C>, ids: Vec<&str>, those: Option<Condition>| {
            if ids.is_empty() {
                return;
            }
            for column in columns {
                something = true;
                let column = Expr::col((column.entity_name(), column));
                let own = match ids.as_slice() {
                    [one] => column.eq(*one),
                    several => column.is_in(several.iter().copied()),
                };
                any = match &those {
                    None => any.clone().add(own),
                    Some(those) => any.clone().add(Condition::all().add(own).add(those.clone())),
                };
            }
        };
        add(self.organisation, texts(&scope.organisations), None);
        add(self.provider, texts(&scope.providers), self.provided);
        if self.shared.is_some() {
            add(self.council.clone(), texts(&scope.own_councils), None);
        }
        add(self.council, texts(&scope.councils), self.shared);
        add(self.hub, texts(&scope.hubs), None);
        add(self.project, texts(&scope.projects), None);
        add(self.person, texts(&scope.persons), None);
        if let (true, Some(open)) = (scope.open, self.open) {
            something = true;
            any = any.add(open);
        }
        Some(if something { any } else { Condition::all().add(Expr::cust("1 = 0")) })
    }
}

fn texts<K>(ids: &[Id<K>]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}
