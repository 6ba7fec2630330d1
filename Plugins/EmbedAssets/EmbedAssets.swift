import Foundation
import PackagePlugin

/// Writes `table.h`, which embeds every file of static-assets/ into the target CAssets.
///
/// A glob in Package.swift does not see added files and the build plan watches only target
/// folders; so the target holds a symlink to static-assets/, and this plugin, which runs at each
/// build, rewrites the table only when the list of files changed. Changed *contents* rebuild
/// through clang's dependency file.
@main
struct EmbedAssets: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = target.directoryURL.appending(path: "static-assets").resolvingSymlinksInPath()
        let table = target.directoryURL.appending(path: "table.h")
        let text = tableText(of: try files(below: folder))
        if (try? String(contentsOf: table, encoding: .utf8)) != text {
            try text.write(to: table, atomically: true, encoding: .utf8)
        }
        return []
    }

    /// Paths relative to `folder`, sorted; hidden and backup files are left out.
    private func files(below folder: URL) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        var paths: [String] = []
        for case let path as String in walk {
            let name = path.split(separator: "/").last ?? ""
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
            if isFolder.boolValue || path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
            if name.hasSuffix("~") || name.hasPrefix("#") { continue }
            paths.append(path)
        }
        return paths.sorted()
    }

    private func tableText(of paths: [String]) -> String {
        var text = "// Written by the EmbedAssets plugin. Do not edit, do not commit.\n"
        for (index, path) in paths.enumerated() {
            text += """
                static const unsigned char asset_\(index)[] = {
                #embed "static-assets/\(path)"
                };

                """
        }
        text += "static const struct cassets_file cassets_table[] = {\n"
        for (index, path) in paths.enumerated() {
            text += "    {\"\(path)\", asset_\(index), "
            text += "sizeof asset_\(index)},\n"
        }
        return text + "};\n"
    }
}
