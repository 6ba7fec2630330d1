// swift-tools-version: 6.2
import PackageDescription

// The targets stand bottom-up: a target may depend only on what stands above it in this file.
// ARCHITECTURE.md explains who may import whom, and why.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A C library: a module map or a shim, nothing else.
func cLibrary(_ name: String) -> Target {
    .systemLibrary(name: name, path: "Sources/Modules/CLibraries/\(name)")
}

func cShim(_ name: String, _ settings: [CSetting] = []) -> Target {
    .target(name: name, path: "Sources/Modules/CLibraries/\(name)", cSettings: settings)
}

func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Modules/\(name)", swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests",
        exclude: resources, swiftSettings: settings)
}

let package = Package(
    name: "mimic",
    products: [.executable(name: "mimic", targets: ["mimic"])],
    targets: [
        cLibrary("CUV"),
        cLibrary("CSodium"),
        cLibrary("CYAML"),
        cLibrary("CZlib"),
        cLibrary("CQRCodeGen"),
        cShim("CSQLite"),
        cShim("CLLHTTP"),
        cShim("CTOML"),
        .plugin(name: "EmbedAssets", capability: .buildTool(), path: "Plugins/EmbedAssets"),
        .target(
            name: "CAssets", path: "Sources/Modules/CLibraries/CAssets", exclude: ["static-assets"],
            plugins: ["EmbedAssets"]),

        module("Hashing", ["CSodium"]),
        module("Core", ["Hashing"]),
        module("Network", ["CUV", "CLLHTTP", "CZlib", "Core", "Hashing"]),
        module("Storage", ["CSQLite", "Core"]),
        module("Observability", ["Core", "Network", "Storage"]),
        module("Configuration", ["CTOML", "Core"]),

        module("Auth", ["Core", "Hashing", "Network", "Storage"]),
        module("Characters", ["Auth", "Core", "Network", "Storage"]),
        module("PartySync", ["Core", "Storage"]),
        module("Parties", ["Characters", "PartySync", "Auth", "Core", "Hashing", "Network", "Storage"]),
        module("ContentPacks", ["CYAML", "Core", "Hashing"]),
        module(
            "Campaigns",
            [
                "Parties", "Characters", "PartySync", "ContentPacks", "Auth", "Core", "Hashing", "Network",
                "Storage",
            ]),
        .executableTarget(
            name: "mimic",
            dependencies: [
                "CAssets", "CQRCodeGen", "Hashing", "Core", "Network", "Storage", "Observability", "Configuration",
                "Auth", "Characters", "PartySync", "Parties", "ContentPacks", "Campaigns",
            ],
            path: "Sources/Appliance", swiftSettings: settings),

        module("ApplianceTesting", ["Hashing", "Core", "Network", "Storage"]),
        tests("Hashing", ["Hashing"]),
        tests("Core", ["Core", "Hashing"]),
        tests("Network", ["Network", "Core", "ApplianceTesting"]),
        tests("Storage", ["Storage", "Core", "ApplianceTesting"]),
        tests("Observability", ["Observability", "Network", "Storage", "Core", "ApplianceTesting"]),
        tests("Configuration", ["Configuration", "Core"]),
        tests(
            "Auth", ["Auth", "Core", "Hashing", "Network", "Storage", "Observability", "ApplianceTesting"],
            resources: ["vectors.json"]),
        tests("Characters", ["Characters", "Auth", "Core", "Network", "Storage", "ApplianceTesting"]),
        tests("PartySync", ["PartySync", "Core", "Storage", "ApplianceTesting"]),
        tests(
            "Parties",
            ["Parties", "PartySync", "Characters", "Auth", "Core", "Network", "Storage", "ApplianceTesting"]),
        tests("ContentPacks", ["ContentPacks", "Core"]),
        tests(
            "Campaigns",
            [
                "Campaigns", "Parties", "Characters", "PartySync", "ContentPacks", "Auth", "Core", "Hashing", "Network",
                "Storage", "ApplianceTesting",
            ]),
        tests("Appliance", ["mimic", "ApplianceTesting", "Core", "Hashing", "Storage"]),
    ],
    cxxLanguageStandard: .cxx17
)
