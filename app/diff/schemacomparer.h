// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/pairing.h"
#include "diff/sameness.h"
#include "diff/schemadiff.h"
#include "diff/wording.h"
#include "schema/schema.h"

#include <QSet>

#include <map>

namespace tidemark {

/// One comparison of two schemas; diffSchemas() is how it is called. The walk over objects, their
/// properties and their children is generic over the model's own lists; what is special about a
/// kind of object is an overload of compare() or report().
class SchemaComparer
{
public:
    SchemaComparer(const Schema &before, const Schema &after, const DiffOptions &options);
    SchemaDiff run();

private:
    using Parent = wording::Parent;

    /// Two objects that are the same one. By default: properties, then children.
    template <typename T>
    void compare(const T &before, const T &after, const Parent &parent);
    void compare(const Relation &before, const Relation &after, const Parent &parent);
    void compare(const EnumType &before, const EnumType &after, const Parent &parent);
    void compare(const CompositeType &before, const CompositeType &after, const Parent &parent);
    void compare(const Constraint &before, const Constraint &after, const Parent &parent);
    void compare(const Index &before, const Index &after, const Parent &parent);

    /// `definitionTold`: what the definition's text says has been reported already.
    template <typename T>
    void compareProperties(const T &before, const T &after, const QString &object,
                           bool definitionTold = false);
    template <typename T>
    void compareChildren(const T &before, const T &after, const Parent &self);
    template <typename Element>
    void compareList(const std::vector<Element> &before, const std::vector<Element> &after,
                     const Parent &parent);
    /// SQLite takes names in any case: no difference, but one that programs see in their results.
    template <typename T>
    void countCase(const T &before, const T &after);
    /// Of a relation's columns and a composite type's attributes: those that both have.
    template <typename T, typename Element>
    void compareOrder(const T &before, const T &after, std::vector<Element> T::*list,
                      const QString &property);
    void compareIndexBehind(const Constraint &before, const Constraint &after,
                            const QString &object, bool definitionTold);
    /// Whether the two texts differ; then that is reported.
    bool reportDefinition(const QString &kind, const QString &object, const QString &before,
                          const QString &after);

    template <typename T>
    void reportPresence(const T &object, Difference::Change change, const Parent &parent);
    bool goesWithItsTable(const Sequence &sequence) const;
    void noteGone(const Relation &relation) { m_gone.insert(relation.identity()); }
    template <typename T>
    void noteGone(const T &)
    {
    }
    template <typename T>
    bool goesWithItsTable(const T &) const
    {
        return false;
    }

    template <typename T, typename P>
    void reportProperty(const T &before, const T &after, const P &property, const QString &object);
    void reportRename(const QString &kind, const QString &object, const Parent &parent,
                      const QString &before, const QString &after);
    /// Adds it, or counts it under `noise` where the options leave that out.
    void add(Difference difference, bool wanted, const char *noise);

    template <typename T>
    static bool isPartOfDefinition(std::string_view property);

    const Schema &m_before;
    const Schema &m_after;
    DiffOptions m_options;
    Sameness m_same;
    SchemaDiff m_diff;
    std::map<QString, int> m_leftOut;
    QSet<QString> m_gone; ///< relations that only one of the two has
};

} // namespace tidemark
