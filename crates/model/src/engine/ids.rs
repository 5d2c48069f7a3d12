//! Positions of the things of a service, each kind of a type of its own, so that no team is taken for a role.

use std::iter::Map;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut, Range};

use crate::service::{Named, Role, Source, Stage, Team};

/// A position among the things of one kind.
pub(super) trait Id: Copy {
    /// The thing at a position, from 0.
    fn at(position: usize) -> Self;

    /// Where it stands, from 0.
    fn position(self) -> usize;
}

/// The ids of the first so many things.
pub(super) type Ids<I> = Map<Range<usize>, fn(usize) -> I>;

/// Things that the user named and that have ids, in the order of the file.
pub(super) trait Identified {
    type Id: Id;
    type Thing;

    /// The id of a name.
    fn id_of(&self, name: &str) -> Option<Self::Id>;

    /// The ids of all.
    fn ids(&self) -> Ids<Self::Id>;

    /// All, each with its id.
    fn each(&self) -> impl Iterator<Item = (Self::Id, &Self::Thing)>;
}

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident $(of $thing:ident)?;)+) => { $(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct $name(u16);

        impl Id for $name {
            #[inline]
            fn at(position: usize) -> Self {
                Self(u16::try_from(position).expect("fewer than 65,536 of a kind"))
            }

            #[inline]
            fn position(self) -> usize {
                self.0.into()
            }
        }

        $(
            impl<N> Index<$name> for Named<$thing<N>> {
                type Output = $thing<N>;

                fn index(&self, id: $name) -> &$thing<N> {
                    &self[id.position()]
                }
            }

            impl<N> Identified for Named<$thing<N>> {
                type Id = $name;
                type Thing = $thing<N>;

                fn id_of(&self, name: &str) -> Option<$name> {
                    self.position(name).map($name::at)
                }

                fn ids(&self) -> Ids<$name> {
                    (0..self.len()).map($name::at)
                }

                fn each(&self) -> impl Iterator<Item = ($name, &$thing<N>)> {
                    self.ids().zip(self.values())
                }
            }
        )?
    )+ };
}

ids! {
    /// A team.
    TeamId of Team;
    /// A role.
    RoleId of Role;
    /// A stage.
    StageId of Stage;
    /// A source.
    SourceId of Source;
    /// The people of one role in one team.
    GroupId;
    /// The posts of one role in one team.
    PostsId;
}

/// A value for each thing of a kind, in the order of their ids.
#[derive(Debug)]
pub(super) struct By<I, T> {
    values: Vec<T>,
    of: PhantomData<I>,
}

impl<I: Id, T> By<I, T> {
    /// The ids of the things.
    pub(super) fn ids(&self) -> Ids<I> {
        (0..self.values.len()).map(I::at)
    }

    /// The things with their values.
    pub(super) fn each(&self) -> impl Iterator<Item = (I, &T)> + Clone {
        self.values.iter().enumerate().map(|(at, value)| (I::at(at), value))
    }

    /// The things with their values, to change these.
    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = (I, &mut T)> {
        self.values.iter_mut().enumerate().map(|(at, value)| (I::at(at), value))
    }
}

impl<I, T> Default for By<I, T> {
    fn default() -> Self {
        Self { values: Vec::new(), of: PhantomData }
    }
}

impl<I, T> FromIterator<T> for By<I, T> {
    fn from_iter<V: IntoIterator<Item = T>>(values: V) -> Self {
        Self { values: values.into_iter().collect(), of: PhantomData }
    }
}

impl<I, T> Deref for By<I, T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.values
    }
}

impl<I, T> DerefMut for By<I, T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.values
    }
}

impl<I: Id, T> Index<I> for By<I, T> {
    type Output = T;

    #[inline]
    fn index(&self, id: I) -> &T {
        &self.values[id.position()]
    }
}

impl<I: Id, T> IndexMut<I> for By<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.values[id.position()]
    }
}

impl<'a, I, T> IntoIterator for &'a By<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}

impl<'a, I, T> IntoIterator for &'a mut By<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter_mut()
    }
}
