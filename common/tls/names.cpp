#include "common/tls/names.hpp"

#include <fmt/format.h>
#include <openssl/x509v3.h>

#include <ctime>

#include "common/base/text/ascii.hpp"
#include "common/base/time.hpp"
#include "common/crypto/openssl_handles.hpp"

namespace ptkt::tls {

namespace {

using NamesPtr = std::unique_ptr<GENERAL_NAMES, crypto::FreeBy<GENERAL_NAMES_free>>;

constexpr std::size_t kShown = 100;

std::string text_of(const ASN1_STRING* string) {
    const auto* const data = reinterpret_cast<const char*>(ASN1_STRING_get0_data(string));
    return {data, static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::string text_of(const X509_NAME* name) {
    const crypto::BioPtr out = crypto::empty_bio();
    if (!out || X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253) < 0) return {};
    return std::string(base::as_text(crypto::bytes_in(out)));
}

std::string address_of(const ASN1_OCTET_STRING* address) {
    constexpr int kIpv4 = 4;
    const unsigned char* const byte = ASN1_STRING_get0_data(address);
    const int length = ASN1_STRING_length(address);
    if (length == kIpv4) return fmt::format("{}.{}.{}.{}", byte[0], byte[1], byte[2], byte[3]);
    std::string text;
    for (int i = 0; i + 1 < length; i += 2)
        text += fmt::format("{}{:x}", i == 0 ? "" : ":", byte[i] * 0x100 + byte[i + 1]);
    return text;
}

}  // namespace

std::string names_in(const X509* certificate) {
    const NamesPtr names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    std::string all;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
        std::string one;
        if (name->type == GEN_DNS) one = text_of(name->d.dNSName);
        if (name->type == GEN_IPADD) one = address_of(name->d.iPAddress);
        if (!one.empty()) all += (all.empty() ? "" : ", ") + one;
    }
    if (all.empty()) all = text_of(X509_get_subject_name(certificate));
    return base::printable(all, kShown);
}

std::string issuer_of(const X509* certificate) {
    return "issued by " + base::printable(text_of(X509_get_issuer_name(certificate)), kShown);
}

std::string date_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return "a date that cannot be read";
    return base::to_rfc3339(base::Instant(base::Seconds(::timegm(&parts))));
}

}  // namespace ptkt::tls
