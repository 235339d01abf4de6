// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/plan.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tidemark::ddl {

int Plan::addStep(Rank rank)
{
    m_steps.push_back({std::move(rank), {}, {}, {}, 0, 0});
    return int(m_steps.size()) - 1;
}

void Plan::setStatements(int step, std::vector<DraftStatement> statements)
{
    m_steps[std::size_t(step)].work = std::move(statements);
}

void Plan::order(int first, int second, Need need)
{
    if (first < 0 || second < 0 || first == second)
        return;
    Step &step = m_steps[std::size_t(first)];
    (need == Need::Hard ? step.hardNext : step.softNext).push_back(second);
}

void Plan::countOpen()
{
    for (Step &step : m_steps) {
        for (std::vector<int> *next : {&step.hardNext, &step.softNext}) {
            std::sort(next->begin(), next->end());
            next->erase(std::unique(next->begin(), next->end()), next->end());
        }
        step.hardOpen = step.softOpen = 0;
    }
    for (const Step &step : m_steps) {
        for (const int next : step.hardNext)
            ++m_steps[std::size_t(next)].hardOpen;
        for (const int next : step.softNext)
            ++m_steps[std::size_t(next)].softOpen;
    }
}

namespace {

/// Tarjan's components, with a stack of its own: a chain of views may be long.
class Components
{
public:
    explicit Components(std::size_t count)
        : m_number(count, -1)
        , m_low(count, 0)
        , m_onStack(count, false)
    {
    }

    template <typename NextOf>
    void visit(int start, NextOf nextOf, std::vector<std::vector<int>> &found)
    {
        if (m_number[std::size_t(start)] >= 0)
            return;
        enter(start);
        while (!m_calls.empty()) {
            auto &[step, at] = m_calls.back();
            const std::vector<int> &next = nextOf(step);
            if (at < next.size()) {
                const int other = next[at++];
                if (m_number[std::size_t(other)] < 0)
                    enter(other);
                else if (m_onStack[std::size_t(other)])
                    lower(step, m_number[std::size_t(other)]);
                continue;
            }
            leave(step, found);
        }
    }

private:
    void lower(int step, int to)
    {
        m_low[std::size_t(step)] = std::min(m_low[std::size_t(step)], to);
    }
    void enter(int step)
    {
        m_number[std::size_t(step)] = m_low[std::size_t(step)] = m_count++;
        m_stack.push_back(step);
        m_onStack[std::size_t(step)] = true;
        m_calls.emplace_back(step, 0);
    }
    void leave(int step, std::vector<std::vector<int>> &found)
    {
        m_calls.pop_back();
        const int low = m_low[std::size_t(step)];
        if (!m_calls.empty())
            lower(m_calls.back().first, low);
        if (low != m_number[std::size_t(step)])
            return;
        std::vector<int> component;
        int member = -1;
        do {
            member = m_stack.back();
            m_stack.pop_back();
            m_onStack[std::size_t(member)] = false;
            component.push_back(member);
        } while (member != step);
        if (component.size() > 1) {
            std::sort(component.begin(), component.end());
            found.push_back(std::move(component));
        }
    }

    std::vector<int> m_number, m_low, m_stack;
    std::vector<bool> m_onStack;
    std::vector<std::pair<int, std::size_t>> m_calls;
    int m_count = 0;
};

} // namespace

std::vector<std::vector<int>> Plan::circles() const
{
    std::vector<std::vector<int>> found;
    Components components(m_steps.size());
    const auto nextOf = [this](int step) -> const std::vector<int> & {
        return m_steps[std::size_t(step)].hardNext;
    };
    for (int step = 0; step < int(m_steps.size()); ++step)
        components.visit(step, nextOf, found);
    return found;
}

std::vector<DraftStatement> Plan::inOrder()
{
    countOpen();
    const auto less = [this](int a, int b) {
        const Rank &one = m_steps[std::size_t(a)].rank;
        const Rank &other = m_steps[std::size_t(b)].rank;
        return one < other || (!(other < one) && a < b);
    };
    // Ready, held back by wishes only, and held back by needs.
    std::set<int, decltype(less)> ready(less), wished(less), blocked(less);
    const auto place = [&](int step) {
        const Step &one = m_steps[std::size_t(step)];
        (one.hardOpen > 0 ? blocked : one.softOpen > 0 ? wished : ready).insert(step);
    };
    for (int step = 0; step < int(m_steps.size()); ++step)
        place(step);
    std::vector<DraftStatement> all;
    while (!ready.empty() || !wished.empty() || !blocked.empty()) {
        auto &source = !ready.empty() ? ready : !wished.empty() ? wished : blocked;
        const int step = *source.begin();
        source.erase(source.begin());
        Step &done = m_steps[std::size_t(step)];
        std::move(done.work.begin(), done.work.end(), std::back_inserter(all));
        done.hardOpen = done.softOpen = -1;
        const auto release = [&](const std::vector<int> &next, int Step::*open) {
            for (const int other : next) {
                Step &waiting = m_steps[std::size_t(other)];
                if (waiting.hardOpen < 0)
                    continue;
                (waiting.hardOpen > 0   ? blocked
                 : waiting.softOpen > 0 ? wished
                                        : ready)
                    .erase(other);
                --(waiting.*open);
                place(other);
            }
        };
        release(done.hardNext, &Step::hardOpen);
        release(done.softNext, &Step::softOpen);
    }
    return all;
}

} // namespace tidemark::ddl
