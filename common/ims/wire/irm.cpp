#include "common/ims/wire/irm.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/ims/wire/big_endian.hpp"

namespace ptkt::ims_wire {

namespace {

struct TextField {
    std::size_t at;
    std::string Irm::*member;
    std::string_view name;
};

/// Fields that every IRM of 80 bytes and more has.
constexpr TextField kTextFields[] = {
    {offset::kIrmClientId, &Irm::client_id, "client id"},
    {offset::kIrmTrncod, &Irm::trancode, "transaction code"},
    {offset::kIrmImsDestId, &Irm::datastore, "data store id"},
    {offset::kIrmLterm, &Irm::lterm, "LTERM name"},
    {offset::kIrmRacfUserid, &Irm::userid, "user id"},
    {offset::kIrmRacfGrpname, &Irm::group, "group name"},
};

struct OptionalField {
    std::size_t at;
    base::Byte arch;
    std::optional<std::string> Irm::*member;
    std::string_view name;
};

/// Fields that are there when IRM_ARCH knows them and IRM_LEN reaches their end. IRM_APPL_NM is
/// counted as a field of the base level, since it comes before those of level 1.
constexpr OptionalField kOptionalFields[] = {
    {offset::kIrmApplNm, arch::kBase, &Irm::appl_name, "application name"},
    {offset::kIrmReroutNm, arch::kReroute, &Irm::reroute, "reroute name"},
    {offset::kIrmTagAdapt, arch::kXmlTags, &Irm::tag_adapt, "XML adapter name"},
    {offset::kIrmTagMap, arch::kXmlTags, &Irm::tag_map, "XML map name"},
    {offset::kIrmModname, arch::kCallout, &Irm::modname, "MOD name"},
};

std::string text_at(base::ByteView message, std::size_t at, Code code) {
    const auto text = without_fill(message.subspan(at, kNameLength), code);
    return text.empty() ? std::string() : to_text(text, code);
}

/// The password field as text, never folded; the text that it passes through is wiped.
base::Secret secret_at(base::ByteView message, std::size_t at, Code code) {
    std::string text = text_at(message, at, code);
    const base::WipeGuard guard(text);
    return base::Secret(base::as_bytes(text));
}

template <std::size_t kLength>
std::array<base::Byte, kLength> token_at(base::ByteView message, std::size_t at) {
    std::array<base::Byte, kLength> token;
    std::ranges::copy(message.subspan(at, kLength), token.begin());
    return token;
}

/// The offset behind the IRM.
base::Result<std::size_t, DecodeError> irm_end(base::ByteView message) {
    const std::size_t length = u16_at(message, offset::kIrmLen);
    const std::size_t end = offset::kIrmLen + length;
    if (length < kSmallestIrm)
        return exit_refuses(rsncod::kIrmLength, offset::kIrmLen,
                            fmt::format("IRM length {} is below {}", length, kSmallestIrm));
    if (end + kTrailerLength > message.size())
        return exit_refuses(
            rsncod::kIrmLength, offset::kIrmLen,
            fmt::format("IRM length {} does not fit in a message of {}", length, message.size()));
    return end;
}

void read_flags(base::ByteView message, Irm& irm) {
    irm.arch = message[offset::kIrmArch];
    irm.f0 = message[offset::kIrmF0];
    irm.nak_reason = u16_at(message, offset::kIrmNakRsncde);
    irm.f5 = message[offset::kIrmF5];
    irm.timer = message[offset::kIrmTimer];
    irm.soct = message[offset::kIrmSoct];
    irm.es = message[offset::kIrmEs];
    irm.f1 = message[offset::kIrmF1];
    irm.f2 = message[offset::kIrmF2];
    irm.f3 = message[offset::kIrmF3];
}

void read_optional_fields(base::ByteView message, std::size_t end, Code code, Irm& irm) {
    const auto has = [&](base::Byte level, std::size_t at, std::size_t length) {
        return irm.arch >= level && at + length <= end;
    };
    for (const auto& field : kOptionalFields) {
        if (has(field.arch, field.at, kNameLength))
            irm.*field.member = text_at(message, field.at, code);
    }
    if (has(arch::kCallout, offset::kCorrelationToken, kCorrelationTokenLength))
        irm.correlation_token =
            token_at<kCorrelationTokenLength>(message, offset::kCorrelationToken);
    if (has(arch::kSessionToken, offset::kIrmSestkn, kSessionTokenLength))
        irm.session_token = token_at<kSessionTokenLength>(message, offset::kIrmSestkn);
}

base::Status put_text(std::string_view text, std::size_t at, std::string_view name, Code code,
                      base::Bytes& message) {
    auto bytes = to_wire(text, code);
    if (!bytes) return std::move(bytes).error().within(std::string(name));
    const base::WipeGuard guard(*bytes);
    if (bytes->size() > kNameLength)
        return base::fail(base::ErrorKind::Malformed, "{} is longer than {} characters", name,
                          kNameLength);
    const auto place = message.begin() + static_cast<std::ptrdiff_t>(at);
    std::fill_n(std::ranges::copy(*bytes, place).out, kNameLength - bytes->size(), blank(code));
    return {};
}

void write_flags(const Irm& irm, Code code, base::Bytes& message) {
    message[offset::kIrmArch] = irm.arch;
    message[offset::kIrmF0] = irm.f0;
    put_u16(message, offset::kIrmNakRsncde, irm.nak_reason);
    message[offset::kIrmF5] = irm.f5;
    message[offset::kIrmTimer] = irm.timer;
    message[offset::kIrmSoct] = irm.soct;
    message[offset::kIrmEs] = irm.es;
    message[offset::kIrmF1] = irm.f1;
    message[offset::kIrmF2] = irm.f2;
    message[offset::kIrmF3] = irm.f3;
    message[offset::kIrmF4] = letter_of(irm.f4, code);
}

base::Status write_texts(const Irm& irm, Dialect dialect, std::size_t end, base::Bytes& message) {
    const auto id = dialect.exit == Exit::Sampl1 ? kSampl1Id : kSampl0Id;
    auto status = put_text(id, offset::kIrmId, "IRM_ID", dialect.code, message);
    for (const auto& field : kTextFields) {
        if (!status) return status;
        status = put_text(irm.*field.member, field.at, field.name, dialect.code, message);
    }
    if (!status) return status;
    status = put_text(base::as_text(irm.password.view()), offset::kIrmRacfPw, "password",
                      dialect.code, message);
    for (const auto& field : kOptionalFields) {
        if (!status) return status;
        const auto& text = irm.*field.member;
        if (text && irm.arch < field.arch)
            return base::fail(base::ErrorKind::Malformed, "{} needs IRM_ARCH {}", field.name,
                              field.arch);
        if (field.at + kNameLength <= end)
            status = put_text(text.value_or(""), field.at, field.name, dialect.code, message);
    }
    return status;
}

base::Status write_tokens(const Irm& irm, base::Bytes& message) {
    const auto needs = [&](base::Byte level, std::string_view name) {
        return base::fail(base::ErrorKind::Malformed, "{} needs IRM_ARCH {}", name, level);
    };
    const auto place = [&](std::size_t at) {
        return message.begin() + static_cast<std::ptrdiff_t>(at);
    };
    if (irm.correlation_token) {
        if (irm.arch < arch::kCallout) return needs(arch::kCallout, "correlation token");
        std::ranges::copy(*irm.correlation_token, place(offset::kCorrelationToken));
    }
    if (irm.session_token) {
        if (irm.arch < arch::kSessionToken) return needs(arch::kSessionToken, "session token");
        std::ranges::copy(*irm.session_token, place(offset::kIrmSestkn));
    }
    return {};
}

base::Status write_extensions(const Irm& irm, base::Bytes& message) {
    const bool known = irm.arch >= arch::kExtensions;
    if (irm.extensions.empty() && known && (irm.f0 & f0::kExtens) != 0)
        return base::fail(base::ErrorKind::Malformed, "IRM_F0 says extensions, but there are none");
    if (irm.extensions.empty()) return {};
    if (!known)
        return base::fail(base::ErrorKind::Malformed, "extensions need IRM_ARCH {}",
                          arch::kExtensions);
    constexpr std::size_t kFirst = offset::kIrmExtnOff + 4;
    message[offset::kIrmF0] |= f0::kExtens;
    put_u16(message, offset::kIrmExtnOff, kFirst - offset::kIrmLen);
    encode_extensions(irm.extensions, std::span(message).subspan(kFirst));
    return {};
}

}  // namespace

std::optional<DecodeError> decode_irm(base::ByteView message, Code code, Irm& irm) {
    const auto end = irm_end(message);
    if (!end) return end.error();
    read_flags(message, irm);
    const auto kind = message_kind(message[offset::kIrmF4]);
    if (!kind)
        return exit_refuses(
            rsncod::kContent, offset::kIrmF4,
            fmt::format("IRM_F4 X'{:02X}' is no message type", message[offset::kIrmF4]));
    irm.f4 = *kind;
    for (const auto& field : kTextFields)
        irm.*field.member = text_at(message, field.at, code);
    irm.password = secret_at(message, offset::kIrmRacfPw, code);
    read_optional_fields(message, *end, code, irm);
    if ((irm.f0 & f0::kExtens) != 0 && irm.arch >= arch::kExtensions) {
        auto extensions = decode_extensions(message, *end);
        if (!extensions) return extensions.error();
        irm.extensions = *std::move(extensions);
    }
    return std::nullopt;
}

std::size_t irm_length(const Irm& irm) {
    std::size_t end = offset::kIrmLen + kSmallestIrm;
    for (const auto& field : kOptionalFields) {
        if ((irm.*field.member).has_value()) end = field.at + kNameLength;
    }
    if (irm.correlation_token) end = offset::kCorrelationToken + kCorrelationTokenLength;
    if (irm.session_token) end = offset::kIrmSestkn + kSessionTokenLength;
    if (!irm.extensions.empty()) end = offset::kIrmExtnOff + 4 + encoded_length(irm.extensions);
    return end - offset::kIrmLen;
}

base::Status encode_irm(const Irm& irm, Dialect dialect, base::Bytes& message) {
    const std::size_t length = irm_length(irm);
    if (length > 0xFFFF)
        return base::fail(base::ErrorKind::Malformed, "IRM of {} bytes is longer than 65,535",
                          length);
    put_u16(message, offset::kIrmLen, static_cast<std::uint16_t>(length));
    write_flags(irm, dialect.code, message);
    auto status = write_texts(irm, dialect, offset::kIrmLen + length, message);
    if (status) status = write_tokens(irm, message);
    if (status) status = write_extensions(irm, message);
    return status;
}

}  // namespace ptkt::ims_wire
