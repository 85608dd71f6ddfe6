//! Loads the policies and answers one question: may this person do this to that, for this
//! purpose? A policy that fails while it is evaluated denies; it never drops out of the answer.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::str::FromStr as _;

use cedar_policy::{
    Authorizer, Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy, PolicyId,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use faisceau_domain::access::{Purpose, Role};

use super::{Action, Actor, Kind, Resource};
use crate::content::Content;

/// The answer, with the policies that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Some policy permits and none forbids.
    Allowed,
    /// Nothing permits, or something forbids.
    Denied {
        /// The ids of the policies that forbid, or that failed; empty when simply none permits.
        by: Vec<String>,
    },
}

impl Decision {
    /// Whether the action may go on.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self, Decision::Allowed)
    }
}

/// Why a set of policies is refused at start. Each variant names the place to correct.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The schema itself cannot be read.
    #[error("the policy schema cannot be read: {cause}")]
    Schema {
        /// What the reader says, with line and column.
        cause: String,
    },
    /// The program and the schema do not know the same actions.
    #[error("the policy schema and the program differ on these actions: {}", actions.join(", "))]
    Actions {
        /// Codes present on one side only.
        actions: Vec<String>,
    },
    /// A policy file cannot be read.
    #[error("policy file {file} cannot be read: {cause}")]
    Syntax {
        /// The file's name.
        file: String,
        /// What the reader says, with its place.
        cause: String,
    },
    /// Two policies bear the same id.
    #[error("policy file {file}: the id {id} is already taken by another policy")]
    SameId {
        /// The second file.
        file: String,
        /// The id.
        id: String,
    },
    /// A policy speaks of something the schema does not have, or compares unlike things.
    #[error("policies do not fit the schema: {}", causes.join("; "))]
    Unfit {
        /// One line for each fault, opening with `file, policy id`.
        causes: Vec<String>,
    },
}

/// The policies in force. Cheap to ask (tens of microseconds), never changed: a new set of
/// policies is a new `Authority`.
pub struct Authority {
    authorizer: Authorizer,
    policies: PolicySet,
    schema: Schema,
    names: Names,
    /// The kinds of which some policy names one thing by its id.
    named: BTreeSet<Kind>,
    /// Whether the frame of linkage masks who people are until there is a match.
    masks_unmatched: bool,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.policies.policies().count();
        write!(out, "Authority({count} policies)")
    }
}

/// Names parsed once: parsing them at each check would double its cost.
struct Names {
    staff: EntityTypeName,
    partner: EntityTypeName,
    role: EntityTypeName,
    action: EntityTypeName,
    kinds: BTreeMap<Kind, EntityTypeName>,
}

impl Names {
    fn new() -> Names {
        let named = |text: &str| {
            EntityTypeName::from_str(text).expect("entity type names of this file are identifiers")
        };
        let kinds = Action::ALL.iter().map(|action| action.kind());
        Names {
            staff: named("Staff"),
            partner: named("Partner"),
            role: named("Role"),
            action: named("Action"),
            kinds: kinds.map(|kind| (kind, named(kind.entity()))).collect(),
        }
    }

    fn uid(name: &EntityTypeName, id: &str) -> EntityUid {
        EntityUid::from_type_name_and_id(name.clone(), EntityId::new(id))
    }

    fn kind(&self, kind: Kind) -> &EntityTypeName {
        self.kinds
            .get(&kind)
            .expect("every kind has at least one action, so it is in the table")
    }
}

/// The kinds of which some policy writes an entity, such as `Complaint::"0190…"`.
fn kinds_named(policies: &PolicySet) -> BTreeSet<Kind> {
    let texts: Vec<String> = policies
        .policies()
        .map(|policy| policy.to_string().split_whitespace().collect())
        .collect();
    let kinds = Action::ALL.iter().map(|action| action.kind());
    let named = kinds.filter(|kind| {
        let written = format!("{}::\"", kind.entity());
        texts.iter().any(|text| text.contains(&written))
    });
    named.collect()
}

impl Authority {
    /// Reads the schema and the policies (`(file name, text)`), and refuses the whole set at the
    /// first thing that is not exactly understood.
    ///
    /// # Errors
    /// [`LoadError`], which names the file and the policy at fault.
    pub fn load(policies: &[(String, String)], schema: &str) -> Result<Authority, LoadError> {
        // Warnings of the schema reader (shadowed names) are about style: the policies decide.
        let (schema, _warnings) =
            Schema::from_cedarschema_str(schema).map_err(|error| LoadError::Schema {
                cause: one_line(&error),
            })?;
        let names = Names::new();
        same_actions(&schema, &names)?;
        let (policies, homes) = read_all(policies)?;
        fits(&policies, &homes, &schema)?;
        let named = kinds_named(&policies);
        Ok(Authority {
            authorizer: Authorizer::new(),
            policies,
            schema,
            names,
            named,
            masks_unmatched: false,
        })
    }

    /// The same, under a legal frame of linkage that masks who people are until there is a match,
    /// or under one that does not.
    #[must_use]
    pub fn masking_unmatched(mut self, masks: bool) -> Authority {
        self.masks_unmatched = masks;
        self
    }

    /// The policies of the content, as shipped or as the operator laid over them.
    ///
    /// # Errors
    /// As [`Authority::load`]; a missing schema reads as an empty one, which knows no action.
    pub fn from_content(content: &Content) -> Result<Authority, LoadError> {
        let policies: Vec<(String, String)> = content
            .folder("policies")
            .filter(|(name, _)| name.ends_with(".cedar"))
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        let schema = content.file("policies/faisceau.cedarschema");
        Authority::load(&policies, schema.unwrap_or_default())
    }

    /// Whether two things of this kind with the same units, persons in charge and marks are always
    /// answered alike: no policy names one of them by its id. Long lists then ask once for each sort.
    #[must_use]
    pub fn judges_alike(&self, kind: Kind) -> bool {
        !self.named.contains(&kind)
    }

    /// May `actor` do `action` to `resource` for `purpose`? A resource of another kind than the
    /// action's is denied, like all that no policy permits.
    #[must_use]
    pub fn check(
        &self,
        actor: &Actor,
        action: Action,
        resource: &Resource,
        purpose: Purpose,
    ) -> Decision {
        match self.decide(actor, action, resource, purpose) {
            Ok(decision) => decision,
            Err(cause) => {
                tracing::warn!(
                    action = action.code(),
                    cause,
                    "authorisation denied by a fault"
                );
                Decision::Denied {
                    by: vec!["fault".to_owned()],
                }
            }
        }
    }

    fn decide(
        &self,
        actor: &Actor,
        action: Action,
        resource: &Resource,
        purpose: Purpose,
    ) -> Result<Decision, String> {
        let kind = match actor.partner {
            Some(_) => &self.names.partner,
            None => &self.names.staff,
        };
        let principal = Names::uid(kind, &actor.id);
        let target = Names::uid(self.names.kind(resource.kind), &resource.id);
        let why = RestrictedExpression::new_string(purpose.code().to_owned());
        let masks = RestrictedExpression::new_bool(self.masks_unmatched);
        let context = Context::from_pairs([
            ("purpose".to_owned(), why),
            ("masks_unmatched".to_owned(), masks),
        ]);
        let request = Request::new(
            principal.clone(),
            Names::uid(&self.names.action, action.code()),
            target.clone(),
            context.map_err(|error| one_line(&error))?,
            Some(&self.schema),
        )
        .map_err(|error| one_line(&error))?;
        let entities = self.entities(actor, principal, resource, target)?;
        let answer = self
            .authorizer
            .is_authorized(&request, &self.policies, &entities);
        let failed: Vec<String> = answer
            .diagnostics()
            .errors()
            .map(|error| match error {
                cedar_policy::AuthorizationError::PolicyEvaluationError(error) => {
                    error.policy_id().to_string()
                }
            })
            .collect();
        if !failed.is_empty() {
            return Ok(Decision::Denied { by: failed });
        }
        if answer.decision() == cedar_policy::Decision::Allow {
            return Ok(Decision::Allowed);
        }
        let mut by: Vec<String> = answer
            .diagnostics()
            .reason()
            .map(ToString::to_string)
            .collect();
        by.sort();
        Ok(Decision::Denied { by })
    }

    fn entities(
        &self,
        actor: &Actor,
        principal: EntityUid,
        resource: &Resource,
        target: EntityUid,
    ) -> Result<Entities, String> {
        let roles: Vec<EntityUid> = actor
            .roles
            .iter()
            .map(|role| Names::uid(&self.names.role, role.code()))
            .collect();
        let mut all: Vec<Entity> = roles
            .iter()
            .map(|role| Entity::new_no_attrs(role.clone(), HashSet::new()))
            .collect();
        let told = match &actor.partner {
            Some(source) => {
                let source = RestrictedExpression::new_string(source.clone());
                HashMap::from([("source".to_owned(), source)])
            }
            None => self.about(actor, resource),
        };
        let parents = roles.into_iter().collect();
        all.push(Entity::new(principal, told, parents).map_err(|error| one_line(&error))?);
        let assignees = resource
            .assignees
            .iter()
            .map(|id| RestrictedExpression::new_entity_uid(Names::uid(&self.names.staff, id)));
        let mut thing = HashMap::from([
            ("units".to_owned(), words(&resource.units)),
            (
                "assignees".to_owned(),
                RestrictedExpression::new_set(assignees),
            ),
            ("marks".to_owned(), words(&resource.marks)),
        ]);
        if resource.kind == Kind::Complaint {
            let series = self.things(Kind::Series, &resource.series);
            thing.insert("series".to_owned(), series);
        }
        all.push(Entity::new(target, thing, HashSet::new()).map_err(|error| one_line(&error))?);
        Entities::from_entities(all, None).map_err(|error| one_line(&error))
    }

    /// What policies know of a member of staff who acts on this.
    fn about(&self, actor: &Actor, on: &Resource) -> HashMap<String, RestrictedExpression> {
        let (complaint, series) = (Kind::Complaint, Kind::Series);
        let told = [
            ("units", words(&actor.units)),
            ("territory", words(&actor.territory)),
            ("recused", self.things(complaint, &actor.recused)),
            ("opened", self.things(complaint, &actor.opened)),
            // Of long sets, what is acted upon alone: policies ask whether a set holds just that.
            ("motives", self.things(complaint, actor.motives.get(&on.id))),
            ("sealed", self.things(complaint, actor.sealed.get(&on.id))),
            ("forces", self.things(series, &actor.forces)),
        ];
        told.map(|(name, set)| (name.to_owned(), set)).into()
    }

    fn things<'i>(
        &self,
        kind: Kind,
        ids: impl IntoIterator<Item = &'i String>,
    ) -> RestrictedExpression {
        let name = self.names.kind(kind);
        let ids = ids.into_iter().map(|id| Names::uid(name, id));
        RestrictedExpression::new_set(ids.map(RestrictedExpression::new_entity_uid))
    }

    /// The purposes this person may work under, in the order they are offered.
    #[must_use]
    pub fn purposes(&self, actor: &Actor) -> Vec<Purpose> {
        let whole = Resource::installation();
        Purpose::ALL
            .into_iter()
            .filter(|purpose| {
                self.check(actor, Action::PurposeDeclare, &whole, *purpose)
                    .is_allowed()
            })
            .collect()
    }

    /// Whether there could be a thing to which this person may do `action` for `purpose`: one of
    /// the person's units, in the person's charge, or in nobody's. For navigation and for the
    /// door of a route; the thing itself is still checked by [`Authority::check`].
    #[must_use]
    pub fn offers(&self, actor: &Actor, action: Action, purpose: Purpose) -> bool {
        let bare = || Resource::new(action.kind(), "any");
        [
            bare(),
            bare().of_units(actor.units.iter().cloned()),
            bare().assigned_to([actor.id.clone()]),
        ]
        .iter()
        .any(|resource| self.check(actor, action, resource, purpose).is_allowed())
    }

    /// Whether `role` alone could ever do `action` under some purpose: for lists of who may what.
    #[must_use]
    pub fn role_offers(&self, role: Role, action: Action) -> bool {
        let actor = Actor::new("anyone", [role], ["any-unit"]);
        Purpose::ALL
            .into_iter()
            .any(|purpose| self.offers(&actor, action, purpose))
    }
}

fn words<'a>(set: impl IntoIterator<Item = &'a String>) -> RestrictedExpression {
    RestrictedExpression::new_set(
        set.into_iter()
            .map(|word| RestrictedExpression::new_string(word.clone())),
    )
}

/// Reads every file into one set; returns also in which file each policy lives.
fn read_all(files: &[(String, String)]) -> Result<(PolicySet, HashMap<String, String>), LoadError> {
    let mut all = PolicySet::new();
    let mut homes = HashMap::new();
    for (file, text) in files {
        let syntax = |cause: String| LoadError::Syntax {
            file: file.clone(),
            cause,
        };
        let read = PolicySet::from_str(text).map_err(|error| syntax(one_line(&error)))?;
        if read.templates().next().is_some() {
            return Err(syntax("templates with slots are not used here".to_owned()));
        }
        for policy in read.policies() {
            let policy = named(policy, file);
            let id = policy.id().to_string();
            all.add(policy).map_err(|_| LoadError::SameId {
                file: file.clone(),
                id: id.clone(),
            })?;
            homes.insert(id, file.clone());
        }
    }
    Ok((all, homes))
}

/// The policy under the name its author gave with `@id("…")`, else `file#n`.
fn named(policy: &Policy, file: &str) -> Policy {
    let id = match policy.annotation("id") {
        Some(id) => id.to_owned(),
        None => format!("{file}#{}", policy.id()),
    };
    policy.new_id(PolicyId::new(id))
}

fn fits(
    policies: &PolicySet,
    homes: &HashMap<String, String>,
    schema: &Schema,
) -> Result<(), LoadError> {
    let result = Validator::new(schema.clone()).validate(policies, ValidationMode::Strict);
    let causes: Vec<String> = result
        .validation_errors()
        .map(|error| {
            let id = error.policy_id().to_string();
            let file = homes.get(&id).map_or("?", String::as_str);
            format!("{file}, {id}: {}", one_line(&error))
        })
        .collect();
    if causes.is_empty() {
        return Ok(());
    }
    Err(LoadError::Unfit { causes })
}

fn same_actions(schema: &Schema, names: &Names) -> Result<(), LoadError> {
    let known: HashSet<String> = schema
        .actions()
        .map(|uid| uid.id().unescaped().to_owned())
        .collect();
    let mut differing: Vec<String> = Action::ALL
        .iter()
        .map(|action| action.code().to_owned())
        .filter(|code| !known.contains(code))
        .collect();
    differing.extend(
        known
            .into_iter()
            .filter(|code| Action::from_code(code).is_none()),
    );
    // An action on the wrong kind of thing would silently deny for ever.
    for action in Action::ALL {
        let uid = Names::uid(&names.action, action.code());
        let kind = names.kind(action.kind());
        let fits = schema
            .resources_for_action(&uid)
            .is_some_and(|mut kinds| kinds.any(|entity| entity == kind));
        if !fits && !differing.iter().any(|code| code == action.code()) {
            differing.push(action.code().to_owned());
        }
    }
    if differing.is_empty() {
        return Ok(());
    }
    differing.sort();
    Err(LoadError::Actions { actions: differing })
}

/// An error of the policy library with its causes on one line, for logs and terminals.
fn one_line(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
