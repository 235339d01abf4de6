// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/sha256.h"

#include <openssl/evp.h>

namespace tidemark {

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    // Fails only without memory, or where a system forbids the algorithm: no sum can be given then.
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        qFatal("OpenSSL has no SHA-256");
}

void Sha256::add(const QByteArray &bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.constData(), size_t(bytes.size()));
}

QByteArray Sha256::hex()
{
    QByteArray sum(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned int size = 0;
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(sum.data()), &size);
    sum.truncate(qsizetype(size));
    return sum.toHex();
}

} // namespace tidemark
