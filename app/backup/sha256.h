// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <memory>

struct evp_md_ctx_st; // OpenSSL's EVP_MD_CTX

namespace tidemark {

/// SHA-256 by OpenSSL, which uses the processor's own instructions: several times as fast as
/// QCryptographicHash, and archives are large. One thread at a time.
class Sha256
{
public:
    /// Error{Unsupported} where a system's settings forbid OpenSSL the algorithm.
    static Result<Sha256> begin();

    void add(const QByteArray &bytes);
    /// Of all that was added, in hexadecimal. Nothing can be added afterwards.
    QByteArray hex();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    using Context = std::unique_ptr<evp_md_ctx_st, Free>;
    explicit Sha256(Context context)
        : m_context(std::move(context))
    {
    }

    Context m_context;
};

} // namespace tidemark
