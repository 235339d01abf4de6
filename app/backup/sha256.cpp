// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/sha256.h"

#include <openssl/evp.h>

using namespace Qt::StringLiterals;

namespace tidemark {

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Result<Sha256> Sha256::begin()
{
    Context context(EVP_MD_CTX_new());
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
        return fail(ErrorKind::Unsupported, u"OpenSSL gives no SHA-256"_s, {},
                    u"Look at openssl.cnf (OPENSSL_CONF) and its providers"_s);
    return Sha256(std::move(context));
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
